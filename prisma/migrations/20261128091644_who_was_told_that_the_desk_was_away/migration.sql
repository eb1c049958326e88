-- CreateTable
CREATE TABLE "away_told" (
    "person_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "away_told_pkey" PRIMARY KEY ("person_id")
);

-- AddForeignKey
ALTER TABLE "away_told" ADD CONSTRAINT "away_told_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
