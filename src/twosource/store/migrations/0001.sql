-- The layout of a library. Times are UTC, ISO 8601; JSON is UTF-8 text; `packed` is `store.packed`.

-- What was asked for, as the user or a feed named it, and how far it came; `tried` are tries that did not end,
-- `named_by` the source or feed that named it first, '' where a person did.
CREATE TABLE source (
    path TEXT PRIMARY KEY,
    given TEXT NOT NULL DEFAULT '[]',
    state TEXT NOT NULL CHECK (state IN ('due', 'done', 'failed')),
    asked_at TEXT NOT NULL,
    tried INTEGER NOT NULL DEFAULT 0,
    named_by TEXT NOT NULL DEFAULT ''
) STRICT;
-- Used only by questions that have the same words, and do not bind them.
CREATE INDEX source_due ON source (path) WHERE state = 'due';

-- What could not be read, at which step, and why; gone when it is read after all.
CREATE TABLE failure (
    source TEXT NOT NULL REFERENCES source (path) ON DELETE CASCADE,
    item TEXT NOT NULL,
    step TEXT NOT NULL,
    reason TEXT NOT NULL,
    code TEXT NOT NULL,
    digest TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (source, item, step)
) STRICT;

-- Bytes as captured, each once.
CREATE TABLE page (
    sha256 TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    packed BLOB NOT NULL
) STRICT;

-- Each time other bytes came from a place.
CREATE TABLE capture (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL REFERENCES source (path),
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES page (sha256),
    media_type TEXT NOT NULL,
    captured TEXT,
    headers TEXT NOT NULL DEFAULT '[]',
    given TEXT NOT NULL DEFAULT '[]',
    added_at TEXT NOT NULL,
    UNIQUE (path, sha256)
) STRICT;
CREATE INDEX capture_sha256 ON capture (sha256);
CREATE INDEX capture_source ON capture (source);

-- Reports after cleaning. In `packed` the sum of the text stands for it. `address` is what versions of one report share; `at` is when it is placed:
-- published, else captured, else added.
CREATE TABLE report (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    capture INTEGER NOT NULL REFERENCES capture (id),
    path TEXT NOT NULL,
    item TEXT NOT NULL DEFAULT '',
    outlet TEXT,
    title TEXT,
    published TEXT,
    address TEXT,
    language TEXT,
    at TEXT NOT NULL,
    text TEXT NOT NULL,
    packed BLOB NOT NULL,
    made_by TEXT NOT NULL,
    added_at TEXT NOT NULL,
    replaced_by TEXT REFERENCES report (id),
    withdrawn_at TEXT
) STRICT;
CREATE INDEX report_address ON report (address);
CREATE INDEX report_capture ON report (capture);
CREATE INDEX report_replaced_by ON report (replaced_by) WHERE replaced_by IS NOT NULL;
CREATE INDEX report_withdrawn ON report (withdrawn_at) WHERE withdrawn_at IS NOT NULL;

-- What `cluster` compares, one a report: `near` are the reports most like it and how much; a near copy of a
-- report (`copy_of`) stands where that report stands, and has no keys and no neighbours of its own.
CREATE TABLE sketch (
    report INTEGER PRIMARY KEY REFERENCES report (number) ON DELETE CASCADE,
    packed BLOB NOT NULL,
    near BLOB,
    copy_of INTEGER REFERENCES report (number),
    copies INTEGER NOT NULL DEFAULT 0,
    story TEXT,
    made_by TEXT NOT NULL
) STRICT;
CREATE INDEX sketch_copy_of ON sketch (copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX sketch_made_by ON sketch (made_by);
-- Those of a story that stand for themselves, however many copies it has; `story` follows `member`.
CREATE INDEX sketch_story ON sketch (story) WHERE copy_of IS NULL;
-- By which a report finds its neighbours; `day` is that on which it was published, -1 where it states none.
CREATE TABLE sketch_key (
    key INTEGER NOT NULL,
    day INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    PRIMARY KEY (key, day, report)
) STRICT, WITHOUT ROWID;

-- Of each report the title and opening as a vector (32-bit floats, little end first), for the search by meaning.
CREATE TABLE lead (
    report INTEGER PRIMARY KEY REFERENCES report (number) ON DELETE CASCADE,
    vector BLOB NOT NULL,
    made_by TEXT NOT NULL
) STRICT;

-- What `extract` found in a report.
CREATE TABLE reading (
    report TEXT PRIMARY KEY REFERENCES report (id) ON DELETE CASCADE,
    packed BLOB NOT NULL,
    made_by TEXT NOT NULL
) STRICT;
CREATE TABLE claim (
    id TEXT NOT NULL,
    report TEXT NOT NULL REFERENCES reading (report) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    words TEXT NOT NULL,
    stance TEXT NOT NULL,
    quoted INTEGER NOT NULL,
    source TEXT,
    chain TEXT NOT NULL,
    PRIMARY KEY (report, id)
) STRICT, WITHOUT ROWID;

-- Stories: ids stay; a story that was merged says into which.
CREATE TABLE story (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL DEFAULT '',
    started_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    merged_into TEXT REFERENCES story (id)
) STRICT;
CREATE INDEX story_merged_into ON story (merged_into) WHERE merged_into IS NOT NULL;
-- `looked` is at which look at the story, counted from 1, a report was first there; 0: not yet looked at.
CREATE TABLE member (
    report TEXT PRIMARY KEY REFERENCES report (id) ON DELETE CASCADE,
    story TEXT NOT NULL REFERENCES story (id),
    why TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,
    looked INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX member_story ON member (story);
CREATE TRIGGER member_in AFTER INSERT ON member BEGIN
    UPDATE sketch SET story = new.story WHERE report = (SELECT number FROM report WHERE id = new.report);
END;
CREATE TRIGGER member_elsewhere AFTER UPDATE OF story ON member WHEN new.story <> old.story BEGIN
    UPDATE member SET looked = 0 WHERE report = new.report;
END;
CREATE TRIGGER member_moved AFTER UPDATE OF story ON member BEGIN
    UPDATE sketch SET story = new.story WHERE report = (SELECT number FROM report WHERE id = new.report);
END;

-- A person's corrections, stronger than any rule in every run: merge (story b is in a), pin (report a is in
-- story b), split (report a is not in story b), same-entity and not-same-entity (names a and b).
-- `done_at` is when it was brought about.
CREATE TABLE correction (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    a TEXT NOT NULL,
    b TEXT NOT NULL DEFAULT '',
    why TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL,
    done_at TEXT,
    UNIQUE (kind, a, b)
) STRICT;

-- What laying the reports of a story side by side gave; `made_of` tells whether it still holds.
CREATE TABLE comparison (
    story TEXT PRIMARY KEY REFERENCES story (id) ON DELETE CASCADE,
    made_of TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    packed BLOB NOT NULL
) STRICT;
CREATE TABLE point (
    story TEXT NOT NULL REFERENCES comparison (story) ON DELETE CASCADE,
    id TEXT NOT NULL,
    words TEXT NOT NULL,
    report TEXT NOT NULL,
    relation TEXT NOT NULL,
    reports INTEGER NOT NULL,
    outlets INTEGER NOT NULL,
    least INTEGER NOT NULL,
    most INTEGER NOT NULL,
    PRIMARY KEY (story, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE difference (
    story TEXT NOT NULL REFERENCES comparison (story) ON DELETE CASCADE,
    point TEXT NOT NULL,
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,
    verdict TEXT NOT NULL,
    "between" TEXT NOT NULL,
    rule TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (story, point, place)
) STRICT, WITHOUT ROWID;

-- What changed in a story, once each time: `key` says what would be the same change found again.
CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    story TEXT NOT NULL,
    kind TEXT NOT NULL,
    about TEXT NOT NULL DEFAULT '[]',
    why TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX change_story ON change (story, at);
-- The ids of reports and stories that a change names, so that it is found in whichever story they are later.
CREATE TABLE change_about (
    about TEXT NOT NULL,
    change INTEGER NOT NULL REFERENCES change (id) ON DELETE CASCADE,
    PRIMARY KEY (about, change)
) STRICT, WITHOUT ROWID;

-- Feeds that are watched, and what makes the next visit polite; `every` is what the feed asks for, in seconds,
-- `moved_to` where it says that it stands for good, if not at `url`, `list` the list at a link that names it,
-- `listed` the links that it named last, in its order (JSON).
CREATE TABLE feed (
    url TEXT PRIMARY KEY,
    list TEXT NOT NULL DEFAULT '',
    listed TEXT NOT NULL DEFAULT '[]',
    moved_to TEXT NOT NULL DEFAULT '',
    etag TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    every INTEGER NOT NULL DEFAULT 0,
    polled_at TEXT,
    due_at TEXT,
    failed INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX feed_list ON feed (list);

-- Pages that watched feeds named, and when each is looked at again. `link` is `path` without what only
-- tracks its reader, `item` the feed's id of it, `said` a digest of what the feed says of it.
CREATE TABLE visit (
    link TEXT PRIMARY KEY,
    path TEXT NOT NULL REFERENCES source (path),
    feed TEXT NOT NULL REFERENCES feed (url),
    item TEXT NOT NULL DEFAULT '',
    said TEXT NOT NULL DEFAULT '',
    visits INTEGER NOT NULL DEFAULT 0,
    missed INTEGER NOT NULL DEFAULT 0,
    due_at TEXT
) STRICT;
CREATE INDEX visit_due ON visit (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX visit_item ON visit (feed, item);
CREATE INDEX visit_path ON visit (path);

-- How often a story has changed, and up to which of these what changed was looked for. No clock tells that, but
-- triggers; `marks` only grows, so that a change made meanwhile is not taken for one that was looked at.
CREATE TABLE untold (
    story TEXT PRIMARY KEY,
    marks INTEGER NOT NULL,
    looked INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX untold_now ON untold (story) WHERE marks > looked;
CREATE TRIGGER untold_joined AFTER INSERT ON member BEGIN
    INSERT INTO untold (story, marks) VALUES (new.story, 1) ON CONFLICT DO UPDATE SET marks = marks + 1;
END;
CREATE TRIGGER untold_moved AFTER UPDATE OF story ON member WHEN new.story <> old.story BEGIN
    INSERT INTO untold (story, marks) VALUES (new.story, 1) ON CONFLICT DO UPDATE SET marks = marks + 1;
    INSERT INTO untold (story, marks) VALUES (old.story, 1) ON CONFLICT DO UPDATE SET marks = marks + 1;
END;
CREATE TRIGGER untold_report AFTER UPDATE OF replaced_by, withdrawn_at ON report BEGIN
    INSERT INTO untold (story, marks) SELECT story, 1 FROM member WHERE report = new.id
    ON CONFLICT DO UPDATE SET marks = marks + 1;
END;

-- Who is told of changes, and up to which: whoever prints them, and each webhook by its address.
CREATE TABLE listener (
    name TEXT PRIMARY KEY,
    told INTEGER NOT NULL,
    failed INTEGER NOT NULL DEFAULT 0,
    due_at TEXT,
    reason TEXT NOT NULL DEFAULT ''
) STRICT;

-- Full text of titles and reports.
CREATE VIRTUAL TABLE report_text USING fts5 (
    title, text, content = 'report', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER report_text_in AFTER INSERT ON report BEGIN
    INSERT INTO report_text (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE TRIGGER report_text_out AFTER DELETE ON report BEGIN
    INSERT INTO report_text (report_text, rowid, title, text)
    VALUES ('delete', old.number, old.title, old.text);
END;
CREATE TRIGGER report_text_again AFTER UPDATE OF title, text ON report BEGIN
    INSERT INTO report_text (report_text, rowid, title, text)
    VALUES ('delete', old.number, old.title, old.text);
    INSERT INTO report_text (rowid, title, text) VALUES (new.number, new.title, new.text);
END;

-- For whoever opens the file with Datasette or any other reader.
CREATE VIEW reports AS
    SELECT report.id, outlet, title, published, report.path, address, language, member.story,
        report.added_at, replaced_by, withdrawn_at, text, report.number
    FROM report LEFT JOIN member ON member.report = report.id;
-- Reports and outlets count as far as they stand; a report of which no outlet is stated counts as one outlet's.
-- Which were replaced or taken back is asked of indexes: in a row it stands behind the whole text.
CREATE VIEW stories AS
    SELECT story.id, story.title,
        count(*) FILTER (WHERE report.number NOT IN
            (SELECT number FROM report WHERE withdrawn_at IS NOT NULL)) AS reports,
        count(DISTINCT coalesce(report.outlet, report.id)) FILTER (WHERE report.number NOT IN
            (SELECT number FROM report WHERE withdrawn_at IS NOT NULL)) AS outlets,
        coalesce(min(CASE WHEN published IS NOT NULL THEN report.at END), min(report.at)) AS first_report,
        coalesce(max(CASE WHEN published IS NOT NULL THEN report.at END), max(report.at)) AS last_report,
        started_at, changed_at, count(published) AS dated
    FROM story JOIN member ON member.story = story.id JOIN report ON report.id = member.report
    WHERE merged_into IS NULL
        AND report.number NOT IN (SELECT number FROM report WHERE replaced_by IS NOT NULL)
    GROUP BY story.id;
CREATE VIEW story_reports AS
    SELECT member.story, story.title AS story_title, report.id AS report, report.outlet, report.title,
        report.published, member.why, member."by"
    FROM member JOIN story ON story.id = member.story JOIN report ON report.id = member.report;
CREATE VIEW points AS
    SELECT story, id, words, relation, reports, outlets, least AS origins_at_least, most AS origins_at_most,
        made_at AS compared_at
    FROM point JOIN comparison USING (story);
CREATE VIEW differences AS
    SELECT story, point, kind, verdict, "between", rule, why, made_at AS compared_at
    FROM difference JOIN comparison USING (story);
CREATE VIEW claims AS
    SELECT claim.report, report.outlet, claim.words, claim.source, claim.chain, claim.stance, claim.quoted,
        claim.start, claim."end", member.story, claim.id
    FROM claim JOIN report ON report.id = claim.report LEFT JOIN member ON member.report = claim.report;
CREATE VIEW changes AS SELECT at, story, kind, why, about FROM change;
CREATE VIEW failures AS SELECT source, item, step, reason, code, at FROM failure;
