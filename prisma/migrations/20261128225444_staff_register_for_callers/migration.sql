-- AlterTable
ALTER TABLE "draft" ADD COLUMN     "caller_name" TEXT,
ADD COLUMN     "caller_phone" TEXT;

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "phone" TEXT;


-- By hand: in whose standing staff register for a caller, and ask one how it went.
ALTER TABLE "history" DROP CONSTRAINT "history_role_is_known";
ALTER TABLE "history" ADD CONSTRAINT "history_role_is_known"
  CHECK ("role" IN ('resident', 'joiner', 'neighbour', 'unit', 'head', 'decider', 'dispatcher', 'leader', 'desk', 'helper',
    'clerk', 'asker'));
