-- Records keep log scores and counts from now on. A migration makes the start rebuild what the ledger means.
DELETE FROM "records";
