-- CreateEnum
CREATE TYPE "Status" AS ENUM ('registered', 'assigned', 'accepted', 'resolved', 'closed', 'shelved', 'declined', 'withdrawn', 'merged');

-- CreateEnum
CREATE TYPE "Outcome" AS ENUM ('solved_confirmed', 'solved_unconfirmed', 'partly', 'explained', 'planned', 'declined', 'withdrawn', 'merged');

-- CreateEnum
CREATE TYPE "Urgency" AS ENUM ('normal', 'urgent');

-- CreateEnum
CREATE TYPE "Solved" AS ENUM ('yes', 'partly', 'no');

-- CreateEnum
CREATE TYPE "RequestKind" AS ENUM ('return', 'extension', 'suspension');

-- CreateEnum
CREATE TYPE "RequestState" AS ENUM ('pending', 'approved', 'denied', 'moot');

-- CreateEnum
CREATE TYPE "FileKind" AS ENUM ('photo', 'video', 'voice', 'audio', 'document', 'animation', 'video_note');

-- CreateEnum
CREATE TYPE "InboxState" AS ENUM ('waiting', 'done', 'failed');

-- CreateEnum
CREATE TYPE "Delivery" AS ENUM ('must', 'once', 'edit');

-- CreateEnum
CREATE TYPE "OutboxState" AS ENUM ('waiting', 'sending', 'sent', 'failed');

-- CreateEnum
CREATE TYPE "UnitKind" AS ENUM ('county', 'department', 'township', 'community');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('handler', 'head', 'dispatcher', 'leader', 'admin');

-- CreateTable
CREATE TABLE "appeal" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "resident_id" INTEGER NOT NULL,
    "status" "Status" NOT NULL,
    "outcome" "Outcome",
    "urgency" "Urgency" NOT NULL DEFAULT 'normal',
    "anonymous" BOOLEAN NOT NULL,
    "category" TEXT,
    "place" TEXT,
    "longitude" DOUBLE PRECISION,
    "latitude" DOUBLE PRECISION,
    "unit" TEXT,
    "handler_id" INTEGER,
    "held_since" TIMESTAMPTZ(3),
    "registered_at" TIMESTAMPTZ(3) NOT NULL,
    "assigned_at" TIMESTAMPTZ(3),
    "accepted_at" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "accept_due" TIMESTAMPTZ(3),
    "due" TIMESTAMPTZ(3),
    "paused_at" TIMESTAMPTZ(3),
    "minutes_left" INTEGER,
    "extended" BOOLEAN NOT NULL DEFAULT false,
    "returns" INTEGER NOT NULL DEFAULT 0,
    "rounds" INTEGER NOT NULL DEFAULT 0,
    "urged_at" TIMESTAMPTZ(3),
    "contacted" BOOLEAN,
    "solved" "Solved",
    "satisfied" SMALLINT,
    "pressed" BOOLEAN NOT NULL DEFAULT false,
    "entries" INTEGER NOT NULL DEFAULT 0,
    "head_hash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "appeal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request" (
    "id" SERIAL NOT NULL,
    "appeal_id" INTEGER NOT NULL,
    "kind" "RequestKind" NOT NULL,
    "state" "RequestState" NOT NULL DEFAULT 'pending',
    "unit" TEXT NOT NULL,
    "by_id" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "proposed" TEXT,
    "days" INTEGER,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" INTEGER,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "timer" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "timer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "history" (
    "id" SERIAL NOT NULL,
    "appeal_id" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "act" TEXT NOT NULL,
    "actor_id" INTEGER,
    "role" TEXT NOT NULL,
    "from" "Status",
    "to" "Status" NOT NULL,
    "unit" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',
    "digest" TEXT,
    "hash" TEXT NOT NULL,

    CONSTRAINT "history_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "words" (
    "history_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "salt" TEXT NOT NULL,

    CONSTRAINT "words_pkey" PRIMARY KEY ("history_id")
);

-- CreateTable
CREATE TABLE "attachment" (
    "id" SERIAL NOT NULL,
    "kind" "FileKind" NOT NULL,
    "file_id" TEXT NOT NULL,
    "draft_id" INTEGER,
    "appeal_id" INTEGER,
    "history_id" INTEGER,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox" (
    "id" SERIAL NOT NULL,
    "update_id" BIGINT NOT NULL,
    "lane" BIGINT NOT NULL,
    "body" JSONB,
    "state" "InboxState" NOT NULL DEFAULT 'waiting',
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" SERIAL NOT NULL,
    "chat" BIGINT NOT NULL,
    "delivery" "Delivery" NOT NULL,
    "method" TEXT NOT NULL,
    "body" JSONB,
    "card_id" INTEGER,
    "state" "OutboxState" NOT NULL DEFAULT 'waiting',
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "card" (
    "id" SERIAL NOT NULL,
    "chat" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "message_id" INTEGER,
    "digest" TEXT NOT NULL DEFAULT '',
    "live" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "card_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit" (
    "code" TEXT NOT NULL,
    "kind" "UnitKind" NOT NULL,
    "parent" TEXT,
    "name" JSONB NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "unit_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "category" (
    "code" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "category_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "staff" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" SERIAL NOT NULL,
    "telegram_id" BIGINT,
    "name" TEXT NOT NULL DEFAULT '',
    "locale" TEXT NOT NULL,
    "home" TEXT,
    "agreed_at" TIMESTAMPTZ(3),
    "unreachable" TIMESTAMPTZ(3),
    "commands" TEXT,
    "forgotten_at" TIMESTAMPTZ(3),
    "awaiting" JSONB,
    "album" JSONB,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draft" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "category" TEXT,
    "category_by" TEXT NOT NULL DEFAULT 'guess',
    "place" TEXT,
    "place_by" TEXT NOT NULL DEFAULT 'guess',
    "longitude" DOUBLE PRECISION,
    "latitude" DOUBLE PRECISION,
    "anonymous" BOOLEAN NOT NULL DEFAULT false,
    "started_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "appeal_number_key" ON "appeal"("number");

-- CreateIndex
CREATE INDEX "appeal_resident_id_idx" ON "appeal"("resident_id");

-- CreateIndex
CREATE INDEX "appeal_unit_status_idx" ON "appeal"("unit", "status");

-- CreateIndex
CREATE INDEX "appeal_status_idx" ON "appeal"("status");

-- CreateIndex
CREATE INDEX "request_appeal_id_idx" ON "request"("appeal_id");

-- CreateIndex
CREATE INDEX "timer_due_at_idx" ON "timer"("due_at");

-- CreateIndex
CREATE UNIQUE INDEX "timer_kind_subject_key" ON "timer"("kind", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "history_appeal_id_seq_key" ON "history"("appeal_id", "seq");

-- CreateIndex
CREATE INDEX "attachment_draft_id_idx" ON "attachment"("draft_id");

-- CreateIndex
CREATE INDEX "attachment_appeal_id_idx" ON "attachment"("appeal_id");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_update_id_key" ON "inbox"("update_id");

-- CreateIndex
CREATE INDEX "inbox_state_lane_id_idx" ON "inbox"("state", "lane", "id");

-- CreateIndex
CREATE INDEX "outbox_chat_id_idx" ON "outbox"("chat", "id");

-- CreateIndex
CREATE INDEX "outbox_state_id_idx" ON "outbox"("state", "id");

-- CreateIndex
CREATE INDEX "outbox_card_id_idx" ON "outbox"("card_id");

-- CreateIndex
CREATE INDEX "card_chat_message_id_idx" ON "card"("chat", "message_id");

-- CreateIndex
CREATE INDEX "card_kind_subject_idx" ON "card"("kind", "subject");

-- CreateIndex
CREATE INDEX "staff_unit_idx" ON "staff"("unit");

-- CreateIndex
CREATE UNIQUE INDEX "staff_person_id_unit_role_key" ON "staff"("person_id", "unit", "role");

-- CreateIndex
CREATE UNIQUE INDEX "person_telegram_id_key" ON "person"("telegram_id");

-- CreateIndex
CREATE UNIQUE INDEX "draft_person_id_key" ON "draft"("person_id");

-- AddForeignKey
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_resident_id_fkey" FOREIGN KEY ("resident_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request" ADD CONSTRAINT "request_appeal_id_fkey" FOREIGN KEY ("appeal_id") REFERENCES "appeal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "history" ADD CONSTRAINT "history_appeal_id_fkey" FOREIGN KEY ("appeal_id") REFERENCES "appeal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "words" ADD CONSTRAINT "words_history_id_fkey" FOREIGN KEY ("history_id") REFERENCES "history"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "draft"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_appeal_id_fkey" FOREIGN KEY ("appeal_id") REFERENCES "appeal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_history_id_fkey" FOREIGN KEY ("history_id") REFERENCES "history"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_card_id_fkey" FOREIGN KEY ("card_id") REFERENCES "card"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff" ADD CONSTRAINT "staff_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Closed sets that have no enum of their own.
ALTER TABLE "draft" ADD CONSTRAINT "draft_category_by_is_known"
  CHECK ("category_by" IN ('guess', 'person'));
ALTER TABLE "draft" ADD CONSTRAINT "draft_place_by_is_known"
  CHECK ("place_by" IN ('guess', 'home', 'words', 'pin', 'person'));
ALTER TABLE "card" ADD CONSTRAINT "card_kind_is_known"
  CHECK ("kind" IN ('draft', 'promise', 'task', 'queue', 'request', 'question', 'survey', 'step', 'words', 'choice', 'list', 'prompt'));
ALTER TABLE "timer" ADD CONSTRAINT "timer_kind_is_known"
  CHECK ("kind" IN ('survey', 'survey_remind', 'survey_close', 'shelf_review', 'draft_expire', 'retain'));
ALTER TABLE "history" ADD CONSTRAINT "history_role_is_known"
  CHECK ("role" IN ('resident', 'unit', 'head', 'decider', 'dispatcher', 'leader', 'desk'));
ALTER TABLE "history" ADD CONSTRAINT "history_act_is_known"
  CHECK ("act" IN (
    'submit', 'queue', 'assign', 'reassign', 'recategorise', 'decline', 'hand', 'accept', 'note', 'memo',
    'ask', 'answer', 'ask_return', 'approve_return', 'deny_return', 'ask_extension', 'approve_extension',
    'deny_extension', 'ask_suspension', 'approve_suspension', 'deny_suspension', 'resume', 'resolve', 'add',
    'urge', 'withdraw', 'contacted', 'solved', 'satisfied', 'comment', 'pressed', 'rework', 'close'));
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_satisfied_is_a_rating" CHECK ("satisfied" BETWEEN 1 AND 5);
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_number_has_its_shape" CHECK ("number" ~ '^\d{2}-\d{7}-\d$');
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_has_an_end_only_when_it_is_over"
  CHECK (("outcome" IS NULL) = ("status" NOT IN ('closed', 'declined', 'withdrawn', 'merged')));
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_has_a_unit_while_it_is_worked_on"
  CHECK ("status" NOT IN ('assigned', 'accepted', 'resolved', 'shelved') OR "unit" IS NOT NULL);
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_pauses_with_its_time_left"
  CHECK (("paused_at" IS NULL) = ("minutes_left" IS NULL));

-- At most one request of a unit waits for a decision.
CREATE UNIQUE INDEX "request_waits_once" ON "request" ("appeal_id") WHERE "state" = 'pending';

-- History is append-only: an entry is never changed and never removed.
CREATE FUNCTION "history_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'history is append-only';
END $$;
CREATE TRIGGER "history_is_never_changed" BEFORE UPDATE OR DELETE ON "history"
  FOR EACH ROW EXECUTE FUNCTION "history_is_append_only"();
CREATE TRIGGER "history_is_never_emptied" BEFORE TRUNCATE ON "history"
  FOR EACH STATEMENT EXECUTE FUNCTION "history_is_append_only"();
