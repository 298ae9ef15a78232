-- What shows that a promise was kept, as a file: an attachment of the conversation it was made in.
alter table cases.promise add column proof_file uuid;
