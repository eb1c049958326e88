-- CreateTable
CREATE TABLE "model" (
    "version" SERIAL NOT NULL,
    "trained_at" TIMESTAMPTZ(3) NOT NULL,
    "letters" INTEGER NOT NULL,
    "figures" JSONB NOT NULL,
    "body" BYTEA NOT NULL,
    "in_use" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "model_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "taught_letter" (
    "id" SERIAL NOT NULL,
    "title" TEXT,
    "text" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "taught_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "taught_letter_pkey" PRIMARY KEY ("id")
);

-- One model in use, whoever restores which at the same time.
CREATE UNIQUE INDEX "model_in_use" ON "model" ("in_use") WHERE "in_use";

ALTER TABLE "timer" DROP CONSTRAINT "timer_kind_is_known";
ALTER TABLE "timer" ADD CONSTRAINT "timer_kind_is_known"
  CHECK ("kind" IN (
    'survey', 'survey_remind', 'survey_close', 'shelf_review', 'draft_expire', 'retain', 'refresh', 'demands',
    'unusual', 'recount', 'reindex', 'learn'));
