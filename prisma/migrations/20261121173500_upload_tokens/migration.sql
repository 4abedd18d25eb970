-- AlterEnum
ALTER TYPE "key_scope" ADD VALUE 'upload';
