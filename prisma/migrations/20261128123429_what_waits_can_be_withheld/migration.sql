-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "appeal" TEXT;

ALTER TABLE "timer" DROP CONSTRAINT "timer_kind_is_known";
ALTER TABLE "timer" ADD CONSTRAINT "timer_kind_is_known"
  CHECK ("kind" IN (
    'survey', 'survey_remind', 'survey_close', 'shelf_review', 'draft_expire', 'retain', 'refresh', 'demands',
    'unusual', 'recount', 'reindex', 'learn',
    'sweep', 'alarm', 'question_remind', 'question_lapse', 'help_due', 'still_ask',
    'paper', 'key', 'agenda', 'month', 'anchor', 'gone'));
