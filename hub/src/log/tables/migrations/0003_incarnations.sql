-- Incarnations that were given away: no two journals ever go on in the same one.

-- The highest that was given to the register. The list beside the database knows it, too.
ALTER TABLE registers ADD COLUMN given INTEGER NOT NULL DEFAULT 1;
