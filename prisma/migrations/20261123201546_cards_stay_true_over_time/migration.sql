-- The days left on the cards of an open appeal become fewer every day.
ALTER TABLE "timer" DROP CONSTRAINT "timer_kind_is_known";
ALTER TABLE "timer" ADD CONSTRAINT "timer_kind_is_known"
  CHECK ("kind" IN ('survey', 'survey_remind', 'survey_close', 'shelf_review', 'draft_expire', 'retain', 'refresh'));
