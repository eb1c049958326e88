-- Prompts that still offer their way out: a member of staff has thousands of cards, and hardly ever more than one of these.
CREATE INDEX "card_waits_for_words" ON "card" ("chat") WHERE "kind" = 'prompt' AND "live";
