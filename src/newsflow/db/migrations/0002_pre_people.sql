-- People of the desk and of subscribers. Names and addresses stand here and nowhere append-only; the opaque
-- id is what the wire and the logs hold (invariant 2).
CREATE TABLE person (
    id            text        PRIMARY KEY,
    email         text        NOT NULL,
    email_folded  text        NOT NULL UNIQUE,
    name          text        NOT NULL,
    role          text        NOT NULL CHECK (role IN
        ('reporter', 'correspondent', 'translator', 'editor', 'chief', 'picture_desk', 'administrator',
         'subscriber_master', 'subscriber_editor')),
    subscriber    text,
    password_hash text,
    active        boolean     NOT NULL DEFAULT true,
    created_at    timestamptz NOT NULL
);

-- The agency's codes as they were ever in use: a code is retired, never re-used for something else.
CREATE TABLE agency_code (
    kind    text    NOT NULL,
    code    text    NOT NULL,
    number  integer NOT NULL,
    retired boolean NOT NULL DEFAULT false,
    PRIMARY KEY (kind, code)
);
CREATE UNIQUE INDEX agency_code_number ON agency_code (kind, number) WHERE kind <> 'section';

-- What a background job may do alone: whoever holds the lease until its end.
CREATE TABLE lease (
    name     text        PRIMARY KEY,
    holder   text        NOT NULL,
    until_at timestamptz NOT NULL
);

-- Where each reader of the wire has got to.
CREATE TABLE reader (
    name  text    PRIMARY KEY,
    epoch integer NOT NULL,
    seq   bigint  NOT NULL
);
