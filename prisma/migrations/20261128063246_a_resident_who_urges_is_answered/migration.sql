-- AlterEnum
ALTER TYPE "PaperKind" ADD VALUE 'urge';
