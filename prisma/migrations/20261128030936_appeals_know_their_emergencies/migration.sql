-- AlterTable
ALTER TABLE "appeal" ADD COLUMN     "emergencies" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- What an act may be called: one more than before, raise.
ALTER TABLE "history" DROP CONSTRAINT "history_act_is_known";
ALTER TABLE "history" ADD CONSTRAINT "history_act_is_known"
  CHECK ("act" IN (
    'submit', 'queue', 'assign', 'reassign', 'recategorise', 'decline', 'hand', 'accept', 'note', 'memo',
    'ask', 'answer', 'ask_return', 'approve_return', 'deny_return', 'ask_extension', 'approve_extension',
    'deny_extension', 'ask_suspension', 'approve_suspension', 'deny_suspension', 'resume', 'resolve', 'add',
    'urge', 'raise', 'withdraw', 'contacted', 'solved', 'satisfied', 'comment', 'pressed', 'rework', 'close'));
