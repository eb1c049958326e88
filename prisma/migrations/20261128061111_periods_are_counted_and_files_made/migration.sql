-- AlterTable
ALTER TABLE "card" ADD COLUMN     "captioned" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "made_file" (
    "id" SERIAL NOT NULL,
    "kind" "FileKind" NOT NULL,
    "name" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "digest" TEXT NOT NULL,
    "file_id" TEXT,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "made_file_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "made_file_digest_key" ON "made_file"("digest");

-- CreateIndex
CREATE INDEX "made_file_made_at_idx" ON "made_file"("made_at");

-- CreateIndex
CREATE INDEX "history_at_idx" ON "history" USING BRIN ("at");
