-- Acts of neighbours and acts of emergencies came side by side: here are all of them.
ALTER TABLE "history" DROP CONSTRAINT "history_act_is_known";
ALTER TABLE "history" ADD CONSTRAINT "history_act_is_known"
  CHECK ("act" IN (
    'submit', 'queue', 'assign', 'reassign', 'recategorise', 'decline', 'hand', 'accept', 'note', 'memo',
    'ask', 'answer', 'ask_return', 'approve_return', 'deny_return', 'ask_extension', 'approve_extension',
    'deny_extension', 'ask_suspension', 'approve_suspension', 'deny_suspension', 'resume', 'resolve', 'join',
    'leave', 'merge', 'absorb', 'split', 'release', 'add', 'raise', 'urge', 'withdraw', 'contacted', 'solved',
    'satisfied', 'comment', 'pressed', 'rework', 'close'));
