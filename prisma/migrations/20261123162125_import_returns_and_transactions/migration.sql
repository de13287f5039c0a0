-- Two more kinds of files, and where a booked transaction came from.
ALTER TYPE "import_kind" ADD VALUE 'returns';
ALTER TYPE "import_kind" ADD VALUE 'transactions';

ALTER TABLE "transaction" ADD COLUMN     "batch_id" INTEGER;

ALTER TABLE "transaction" ADD CONSTRAINT "transaction_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch"("id") ON DELETE SET NULL ON UPDATE CASCADE;
