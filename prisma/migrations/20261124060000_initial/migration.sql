-- Never edited once landed: a change is a new migration.

-- Search by part of a name. A trusted extension: the owner of the database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "door" TEXT NOT NULL,
    "address" TEXT,
    "action" TEXT NOT NULL,
    "object_kind" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "object_name" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "authorities" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "parent_id" TEXT,
    "state" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "key_type" TEXT NOT NULL,
    "certificate_id" TEXT NOT NULL,
    "certificate_der" BYTEA NOT NULL,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "not_after" TIMESTAMPTZ(3) NOT NULL,
    "validation_url" TEXT NOT NULL,
    "crl_life_seconds" INTEGER NOT NULL,
    "crl_stale_since" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "authorities_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "crls" (
    "authority_id" TEXT NOT NULL,
    "number" BIGINT NOT NULL,
    "this_update" TIMESTAMPTZ(3) NOT NULL,
    "next_update" TIMESTAMPTZ(3) NOT NULL,
    "entry_count" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "der" BYTEA,

    CONSTRAINT "crls_pkey" PRIMARY KEY ("authority_id","number")
);

-- CreateTable
CREATE TABLE "certificates" (
    "id" TEXT NOT NULL,
    "authority_id" TEXT NOT NULL,
    "serial" TEXT NOT NULL,
    "der" BYTEA NOT NULL,
    "kind" TEXT NOT NULL,
    "profile_id" TEXT,
    "profile_version" INTEGER,
    "display_name" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "names" TEXT[],
    "search_text" TEXT NOT NULL,
    "sort_name" TEXT COLLATE "C" NOT NULL,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "not_after" TIMESTAMPTZ(3) NOT NULL,
    "spki_sha256" TEXT NOT NULL,
    "sha1" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "key_type" TEXT NOT NULL,
    "key_origin" TEXT NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revocation_reason" TEXT,
    "predecessor_id" TEXT,
    "issued_by_id" TEXT,
    "issued_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "certificates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "instance" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "setup_at" TIMESTAMPTZ(3),
    "newest_signed_at" TIMESTAMPTZ(3),
    "accepted_skew_milliseconds" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "instance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "keys" (
    "id" TEXT NOT NULL,
    "key_type" TEXT NOT NULL,
    "spki_der" BYTEA NOT NULL,
    "spki_sha256" TEXT NOT NULL,
    "envelope" BYTEA NOT NULL,
    "master_key_id" TEXT NOT NULL,

    CONSTRAINT "keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "blocked_keys" (
    "spki_sha256" TEXT NOT NULL,
    "blocked_at" TIMESTAMPTZ(3) NOT NULL,
    "certificate_id" TEXT NOT NULL,

    CONSTRAINT "blocked_keys_pkey" PRIMARY KEY ("spki_sha256")
);

-- CreateTable
CREATE TABLE "profiles" (
    "id" TEXT NOT NULL,
    "is_built_in" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,
    "position" SERIAL NOT NULL,
    "document" JSONB NOT NULL,

    CONSTRAINT "profiles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "address" TEXT,
    "user_agent" TEXT NOT NULL,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "guesses" (
    "key" TEXT NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "failures" INTEGER NOT NULL,

    CONSTRAINT "guesses_pkey" PRIMARY KEY ("key","window_start")
);

-- CreateTable
CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "password_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),
    "last_sign_in_at" TIMESTAMPTZ(3),

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "password_links" (
    "token_hash" BYTEA NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "password_links_pkey" PRIMARY KEY ("token_hash")
);

-- CreateIndex
CREATE INDEX "audit_entries_object_id_id_idx" ON "audit_entries"("object_id", "id");

-- CreateIndex
CREATE INDEX "audit_entries_actor_id_id_idx" ON "audit_entries"("actor_id", "id");

-- CreateIndex
CREATE INDEX "audit_entries_action_id_idx" ON "audit_entries"("action", "id");

-- CreateIndex
CREATE UNIQUE INDEX "authorities_name_key" ON "authorities"("name");

-- CreateIndex
CREATE UNIQUE INDEX "authorities_certificate_id_key" ON "authorities"("certificate_id");

-- CreateIndex
CREATE INDEX "certificates_serial_idx" ON "certificates"("serial");

-- CreateIndex
CREATE INDEX "certificates_sha256_idx" ON "certificates"("sha256");

-- CreateIndex
CREATE INDEX "certificates_sha1_idx" ON "certificates"("sha1");

-- CreateIndex
CREATE INDEX "certificates_spki_sha256_idx" ON "certificates"("spki_sha256");

-- CreateIndex
CREATE INDEX "certificates_created_at_id_idx" ON "certificates"("created_at", "id");

-- CreateIndex
CREATE INDEX "certificates_not_after_id_idx" ON "certificates"("not_after", "id");

-- CreateIndex
CREATE INDEX "certificates_sort_name_id_idx" ON "certificates"("sort_name", "id");

-- CreateIndex
CREATE INDEX "certificates_authority_id_revoked_at_idx" ON "certificates"("authority_id", "revoked_at");

-- CreateIndex
CREATE INDEX "certificates_authority_id_not_after_idx" ON "certificates"("authority_id", "not_after");

-- CreateIndex
CREATE INDEX "certificates_predecessor_id_idx" ON "certificates"("predecessor_id");

-- CreateIndex
CREATE INDEX "certificates_issued_by_id_created_at_idx" ON "certificates"("issued_by_id", "created_at");

-- CreateIndex
CREATE INDEX "certificates_search_text_idx" ON "certificates" USING GIN ("search_text" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "certificates_authority_id_serial_key" ON "certificates"("authority_id", "serial");

-- CreateIndex
CREATE UNIQUE INDEX "keys_spki_sha256_key" ON "keys"("spki_sha256");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "sessions_expires_at_idx" ON "sessions"("expires_at");

-- CreateIndex
CREATE INDEX "guesses_window_start_idx" ON "guesses"("window_start");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "password_links_user_id_idx" ON "password_links"("user_id");

-- AddForeignKey
ALTER TABLE "authorities" ADD CONSTRAINT "authorities_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "authorities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "authorities" ADD CONSTRAINT "authorities_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "keys"("id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- AddForeignKey
ALTER TABLE "authorities" ADD CONSTRAINT "authorities_certificate_id_fkey" FOREIGN KEY ("certificate_id") REFERENCES "certificates"("id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- AddForeignKey
ALTER TABLE "crls" ADD CONSTRAINT "crls_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authorities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authorities"("id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- AddForeignKey
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_predecessor_id_fkey" FOREIGN KEY ("predecessor_id") REFERENCES "certificates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blocked_keys" ADD CONSTRAINT "blocked_keys_certificate_id_fkey" FOREIGN KEY ("certificate_id") REFERENCES "certificates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password_links" ADD CONSTRAINT "password_links_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say.

-- Deferred above: an authority and its certificate name each other, so neither can be first.

ALTER TABLE "instance" ADD CONSTRAINT "instance_is_one_row" CHECK ("id" = 1);
INSERT INTO "instance" ("id") VALUES (1);

ALTER TABLE "users" ADD CONSTRAINT "users_email_is_lower_case" CHECK ("email" = lower("email"));

ALTER TABLE "authorities"
  ADD CONSTRAINT "authorities_kind" CHECK ("kind" IN ('root', 'issuing')),
  ADD CONSTRAINT "authorities_root_has_no_parent" CHECK (("kind" = 'root') = ("parent_id" IS NULL)),
  ADD CONSTRAINT "authorities_state" CHECK ("state" IN ('active', 'paused', 'revoked', 'retired'));

-- One spelling per serial, or "unique per issuer" would mean nothing.
ALTER TABLE "certificates"
  ADD CONSTRAINT "certificates_serial_is_magnitude" CHECK ("serial" ~ '^([0-9a-f]{2}){1,20}$' AND "serial" !~ '^00.'),
  ADD CONSTRAINT "certificates_kind" CHECK ("kind" IN ('server', 'client', 'peer', 'authority')),
  ADD CONSTRAINT "certificates_key_origin" CHECK ("key_origin" IN ('browser', 'csr', 'server', 'authority')),
  ADD CONSTRAINT "certificates_revocation_is_whole" CHECK (("revoked_at" IS NULL) = ("revocation_reason" IS NULL));

ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_result" CHECK ("result" IN ('done', 'refused', 'failed'));

CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit log is append only: % is refused.', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER "audit_entries_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
-- ALWAYS: session_replication_role does not switch it off.
ALTER TABLE "audit_entries" ENABLE ALWAYS TRIGGER "audit_entries_append_only";

-- Numbers of one authority only grow. The lock makes the comparison true for concurrent inserts as well.
CREATE FUNCTION "refuse_lower_crl_number"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "authorities" WHERE "id" = NEW."authority_id" FOR NO KEY UPDATE;
  IF EXISTS (SELECT 1 FROM "crls" WHERE "authority_id" = NEW."authority_id" AND "number" >= NEW."number") THEN
    RAISE EXCEPTION 'CRL number % of authority % is not greater than the last.', NEW."number", NEW."authority_id"
      USING ERRCODE = 'unique_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "crls_numbers_grow" BEFORE INSERT ON "crls"
  FOR EACH ROW EXECUTE FUNCTION "refuse_lower_crl_number"();
