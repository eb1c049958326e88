-- AlterTable
ALTER TABLE "appeal" ADD COLUMN     "passed_over" TEXT,
ADD COLUMN     "replied_id" INTEGER;

-- By hand: who gave the replies that are there, and the new act.
UPDATE "appeal" SET "replied_id" = (
  SELECT "actor_id" FROM "history" WHERE "appeal_id" = "appeal"."id" AND "act" = 'resolve' ORDER BY "seq" DESC LIMIT 1);
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
    'ask_help', 'help', 'end_help', 'paper',
    'unreached', 'relieve', 'requeue', 'about'));
