-- CreateEnum
CREATE TYPE "PaperKind" AS ENUM ('directive', 'order', 'claim', 'review', 'item', 'meeting', 'study', 'notice', 'interview');

-- CreateTable
CREATE TABLE "paper" (
    "id" SERIAL NOT NULL,
    "kind" "PaperKind" NOT NULL,
    "state" TEXT NOT NULL,
    "year" INTEGER,
    "serial" INTEGER,
    "appeal_id" INTEGER,
    "demand_id" INTEGER,
    "unit" TEXT,
    "by_id" INTEGER,
    "leader_id" INTEGER,
    "parent_id" INTEGER,
    "due" TIMESTAMPTZ(3),
    "data" JSONB NOT NULL DEFAULT '{}',
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "paper_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "paper_entry" (
    "id" SERIAL NOT NULL,
    "paper_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "act" TEXT NOT NULL,
    "actor_id" INTEGER,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "paper_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "paper_words" (
    "entry_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "paper_words_pkey" PRIMARY KEY ("entry_id")
);

-- CreateTable
CREATE TABLE "charge" (
    "id" SERIAL NOT NULL,
    "appeal_id" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "to" TIMESTAMPTZ(3) NOT NULL,
    "minutes" INTEGER NOT NULL,

    CONSTRAINT "charge_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "paper_kind_closed_at_idx" ON "paper"("kind", "closed_at");

-- CreateIndex
CREATE INDEX "paper_appeal_id_idx" ON "paper"("appeal_id");

-- CreateIndex
CREATE INDEX "paper_unit_closed_at_idx" ON "paper"("unit", "closed_at");

-- CreateIndex
CREATE INDEX "paper_parent_id_idx" ON "paper"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "paper_kind_year_serial_key" ON "paper"("kind", "year", "serial");

-- CreateIndex
CREATE INDEX "paper_entry_paper_id_idx" ON "paper_entry"("paper_id");

-- CreateIndex
CREATE INDEX "charge_appeal_id_idx" ON "charge"("appeal_id");

-- CreateIndex
CREATE INDEX "charge_unit_to_idx" ON "charge"("unit", "to");

-- AddForeignKey
ALTER TABLE "paper" ADD CONSTRAINT "paper_appeal_id_fkey" FOREIGN KEY ("appeal_id") REFERENCES "appeal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "paper" ADD CONSTRAINT "paper_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "paper"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "paper_entry" ADD CONSTRAINT "paper_entry_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "paper"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "paper_words" ADD CONSTRAINT "paper_words_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "paper_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "charge" ADD CONSTRAINT "charge_appeal_id_fkey" FOREIGN KEY ("appeal_id") REFERENCES "appeal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Closed lists that the desk knows.
ALTER TABLE "timer" DROP CONSTRAINT "timer_kind_is_known";
ALTER TABLE "timer" ADD CONSTRAINT "timer_kind_is_known"
  CHECK ("kind" IN (
    'survey', 'survey_remind', 'survey_close', 'shelf_review', 'draft_expire', 'retain', 'refresh', 'demands',
    'unusual', 'recount', 'reindex', 'learn',
    'sweep', 'alarm', 'question_remind', 'question_lapse', 'help_due', 'still_ask',
    'paper', 'key', 'agenda', 'month'));
ALTER TABLE "card" DROP CONSTRAINT "card_kind_is_known";
ALTER TABLE "card" ADD CONSTRAINT "card_kind_is_known"
  CHECK ("kind" IN ('draft', 'promise', 'task', 'queue', 'request', 'question', 'survey', 'step', 'words', 'choice', 'list', 'prompt', 'demand', 'paper', 'board'));
ALTER TABLE "history" DROP CONSTRAINT "history_act_is_known";
ALTER TABLE "history" ADD CONSTRAINT "history_act_is_known"
  CHECK ("act" IN (
    'submit', 'queue', 'assign', 'reassign', 'recategorise', 'decline', 'hand', 'accept', 'note', 'memo',
    'ask', 'answer', 'ask_return', 'approve_return', 'deny_return', 'ask_extension', 'approve_extension',
    'deny_extension', 'ask_suspension', 'approve_suspension', 'deny_suspension', 'resume', 'resolve', 'join',
    'leave', 'merge', 'absorb', 'split', 'release', 'add', 'raise', 'urge', 'withdraw', 'contacted', 'solved',
    'satisfied', 'comment', 'pressed', 'rework', 'close',
    'yellow', 'red', 'serious', 'lapse', 'lower',
    'contact', 'ask_explained', 'approve_explained', 'deny_explained', 'reopen', 'change', 'still',
    'ask_help', 'help', 'end_help', 'paper'));

-- Who did what with a paper is never changed and never removed.
CREATE TRIGGER "paper_entry_is_never_changed" BEFORE UPDATE OR DELETE ON "paper_entry"
  FOR EACH ROW EXECUTE FUNCTION "history_is_append_only"();
CREATE TRIGGER "paper_entry_is_never_emptied" BEFORE TRUNCATE ON "paper_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "history_is_append_only"();
ALTER TABLE "charge" ADD CONSTRAINT "charge_runs_forward" CHECK ("to" >= "from" AND "minutes" >= 0);
