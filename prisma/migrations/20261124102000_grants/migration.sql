-- A role with a scope, in place of one role for each person.

CREATE TABLE "grants" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "is_every_authority" BOOLEAN NOT NULL,
    "authority_ids" TEXT[],
    "is_every_profile" BOOLEAN NOT NULL,
    "profile_ids" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "grants_pkey" PRIMARY KEY ("id")
);

-- A list that lost its entries must never mean everything.
ALTER TABLE "grants"
  ADD CONSTRAINT "grants_authorities" CHECK ("authority_ids" IS NOT NULL AND "is_every_authority" = (cardinality("authority_ids") = 0)),
  ADD CONSTRAINT "grants_profiles" CHECK ("profile_ids" IS NOT NULL AND "is_every_profile" = (cardinality("profile_ids") = 0));

CREATE INDEX "grants_user_id_idx" ON "grants"("user_id");

ALTER TABLE "grants" ADD CONSTRAINT "grants_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Everybody keeps what they may, for everything.
INSERT INTO "grants" ("id", "user_id", "role", "is_every_authority", "authority_ids", "is_every_profile", "profile_ids", "created_at", "created_by")
SELECT gen_random_uuid()::text, "id", "role", true, '{}', true, '{}', "created_at", 'Countersign' FROM "users";

ALTER TABLE "users" DROP COLUMN "role";
