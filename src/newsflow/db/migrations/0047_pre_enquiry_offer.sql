-- What of the agency's offers they chose in the form, by its code; null for none. It is no key: an offer may go, the enquiry stays.
ALTER TABLE enquiry ADD COLUMN offer text;
