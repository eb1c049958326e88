-- By hand: the cards of calls.
ALTER TABLE "card" DROP CONSTRAINT "card_kind_is_known";
ALTER TABLE "card" ADD CONSTRAINT "card_kind_is_known"
  CHECK ("kind" IN ('draft', 'promise', 'task', 'queue', 'request', 'question', 'survey', 'call', 'step', 'words',
    'choice', 'list', 'prompt', 'demand', 'paper', 'board'));
