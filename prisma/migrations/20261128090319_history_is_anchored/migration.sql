-- CreateTable
CREATE TABLE "anchor" (
    "number" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "anchor_pkey" PRIMARY KEY ("number")
);

-- Words of papers and of demands get a salted digest in their entry, as those of the history have: erased words leave it.
ALTER TABLE "paper_entry" ADD COLUMN "digest" TEXT;
ALTER TABLE "paper_words" ADD COLUMN "salt" TEXT;
ALTER TABLE "demand_entry" ADD COLUMN "digest" TEXT;
ALTER TABLE "demand_words" ADD COLUMN "salt" TEXT;
UPDATE "paper_words" SET "salt" = replace(gen_random_uuid()::text, '-', '');
UPDATE "demand_words" SET "salt" = replace(gen_random_uuid()::text, '-', '');
ALTER TABLE "paper_words" ALTER COLUMN "salt" SET NOT NULL;
ALTER TABLE "demand_words" ALTER COLUMN "salt" SET NOT NULL;
ALTER TABLE "paper_entry" DISABLE TRIGGER USER;
ALTER TABLE "demand_entry" DISABLE TRIGGER USER;
UPDATE "paper_entry" AS e SET "digest" = encode(sha256(convert_to(w."salt" || w."text", 'UTF8')), 'hex')
  FROM "paper_words" AS w WHERE w."entry_id" = e."id";
UPDATE "demand_entry" AS e SET "digest" = encode(sha256(convert_to(w."salt" || w."text", 'UTF8')), 'hex')
  FROM "demand_words" AS w WHERE w."entry_id" = e."id";
ALTER TABLE "paper_entry" ENABLE TRIGGER USER;
ALTER TABLE "demand_entry" ENABLE TRIGGER USER;

ALTER TABLE "timer" DROP CONSTRAINT "timer_kind_is_known";
ALTER TABLE "timer" ADD CONSTRAINT "timer_kind_is_known"
  CHECK ("kind" IN (
    'survey', 'survey_remind', 'survey_close', 'shelf_review', 'draft_expire', 'retain', 'refresh', 'demands',
    'unusual', 'recount', 'reindex', 'learn',
    'sweep', 'alarm', 'question_remind', 'question_lapse', 'help_due', 'still_ask',
    'paper', 'key', 'agenda', 'month', 'anchor'));

-- An anchor is never changed: what it says is kept outside, too.
CREATE TRIGGER "anchor_is_never_changed" BEFORE UPDATE OR DELETE ON "anchor"
  FOR EACH ROW EXECUTE FUNCTION "history_is_append_only"();
CREATE TRIGGER "anchor_is_never_emptied" BEFORE TRUNCATE ON "anchor"
  FOR EACH STATEMENT EXECUTE FUNCTION "history_is_append_only"();
