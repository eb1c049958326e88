-- AlterEnum
ALTER TYPE "PaperKind" ADD VALUE 'objection' BEFORE 'interview';

-- CreateTable
CREATE TABLE "notice_version" (
    "id" SERIAL NOT NULL,
    "paper_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "published" BOOLEAN NOT NULL,
    "content" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "signs" JSONB NOT NULL,

    CONSTRAINT "notice_version_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "notice_version_paper_id_idx" ON "notice_version"("paper_id");

-- AddForeignKey
ALTER TABLE "notice_version" ADD CONSTRAINT "notice_version_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "paper"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A version is never changed; after the published one there is none.
CREATE UNIQUE INDEX "notice_is_published_once" ON "notice_version" ("paper_id") WHERE "published";
CREATE TRIGGER "notice_version_is_never_changed" BEFORE UPDATE OR DELETE ON "notice_version"
  FOR EACH ROW EXECUTE FUNCTION "history_is_append_only"();
CREATE TRIGGER "notice_version_is_never_emptied" BEFORE TRUNCATE ON "notice_version"
  FOR EACH STATEMENT EXECUTE FUNCTION "history_is_append_only"();

CREATE FUNCTION "published_notice_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'notice_version' THEN
    IF EXISTS (SELECT FROM "notice_version" WHERE "paper_id" = NEW."paper_id" AND "published") THEN
      RAISE EXCEPTION 'a published notice has no further version';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD."kind" = 'notice' AND OLD."state" = 'published' AND (TG_OP = 'DELETE' OR NEW IS DISTINCT FROM OLD) THEN
    RAISE EXCEPTION 'a published notice never changes';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER "published_notice_has_no_further_version" BEFORE INSERT ON "notice_version"
  FOR EACH ROW EXECUTE FUNCTION "published_notice_stays"();
CREATE TRIGGER "published_notice_never_changes" BEFORE UPDATE OR DELETE ON "paper"
  FOR EACH ROW EXECUTE FUNCTION "published_notice_stays"();
