-- AlterTable
ALTER TABLE "inbox" ADD COLUMN     "press" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "inbox_press_key" ON "inbox"("press");
