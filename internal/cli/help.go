package cli

// The help texts are the manual: what a command does, when to use it, what it
// prints, what can go wrong. Kong lays them out; a line that begins with a tab
// is kept as it is.

const manual = `Krąg helps an institution to start self-help groups, to run them, to hand them
over to their members, and to prove what it did.

Begin with

	krag demo       two made-up institutions, to look around
	krag serve      the real thing; an empty database prints a set-up link

Everything lies in one data folder, krag-data unless --data says otherwise:

	krag.db         everything; names and other personal words are sealed
	krag.keys       the keys they are sealed with, one per person
	krag.master     the master key; copy it once by hand and keep it elsewhere

Every flag can also be given as a variable: --data is KRAG_DATA. The command
line goes first. Results go to standard output, all else to standard error.

Exit codes: 0 done; 1 failed, or verify has found something; 2 wrong use,
nothing was touched.`

func (serveCmd) Help() string {
	return `Brings the database to the newest form, listens, and serves until SIGTERM or SIGINT. It then takes no new requests, finishes those under way within ten seconds, gives unfinished jobs back to the queue and closes the database. A second signal ends it at once.

On an empty database it prints one line with a set-up link as soon as it answers. Whoever opens the link makes the first institution and becomes its manager. The link works once, for seven days or until the next start prints another; krag institution add makes one that no start ends.

Plain http is served on loopback only. For everybody else give it a certificate, or put a reverse proxy in front that ends TLS:

	krag serve
	krag serve --addr :443 --tls-cert chain.pem --tls-key key.pem --url https://krag.example.org
	krag serve --behind-proxy --url https://krag.example.org

With --behind-proxy only requests from loopback and from the addresses in --proxy are taken, and only those that came to the proxy over https. The proxy must pass Host and set X-Forwarded-Proto and X-Forwarded-For.

On PostgreSQL give it a role of its own that owns the database, is no superuser and has no BYPASSRLS, and a second database for the keys. As many copies of the program as wanted may serve the same two databases; they need the same master key file.

	krag serve --db postgres://krag@db1/krag --keys postgres://krag@db1/krag_keys --master /etc/krag/krag.master

/healthz answers while the process lives, /readyz while database and key store answer. The log has one line per request with the pattern of the address, never the address, a query or a name.`
}

func (demoCmd) Help() string {
	return `Makes two institutions, a social-welfare centre and a house of culture, with programmes that were really run, by the same steps people take on the pages, and serves them on loopback. It prints the address and a sign-in link for every role; the links work until the demo ends. The people in it are made up.

Without --data everything is in a temporary folder that is taken away at the end. With --data it stays, as DIR/krag.db, DIR/krag.keys and DIR/krag.master.

	krag demo
	krag demo --addr 127.0.0.1:0 --json

With --json it prints exactly one line once it answers:

	{"url":"http://127.0.0.1:8080","logins":[{"role":"coordinator","institution":"…","url":"…"},…]}`
}

func (migrateCmd) Help() string {
	return `Does what serve does first, and nothing else: makes the database, the key store and the master key when they are not there, and brings an older database forward. Use it to see an upgrade through before serving, or to let a role migrate that may do more than the one that serves. Migrations go forward only; make a backup first.

	krag backup before-upgrade.krag
	krag migrate`
}

func (backupCmd) Help() string {
	return `Writes one consistent moment of the database into a file for its owner alone, while Krąg serves. The file says the same for both engines: what was saved on SQLite can be restored on PostgreSQL. Sessions are left out: after a restore everybody signs in anew.

Personal words stay sealed in it and the keys are not in it, so keep as many backups as you like: whoever is forgotten is forgotten in all of them. Keep beside them one copy of the keys, never an older one, and elsewhere krag.master. --copy-keys writes that one copy while Krąg serves, always over the old one.

	krag backup krag-2026-11-22.krag
	krag backup --copy-keys keys.copy krag-2026-11-22.krag
	krag backup --recipient age1… krag-2026-11-22.krag
	krag backup --db postgres://krag_backup@db1/krag --keys postgres://krag@db1/krag_keys backup.krag

--recipient seals the whole file with age (https://age-encryption.org), for copies that leave the house: without it names are sealed, while dates, numbers, names of groups and what was written about them can be read. Make an identity with age-keygen, keep it elsewhere, and give the recipient that it prints.

On PostgreSQL the role must be allowed to read everything (BYPASSRLS).`
}

func (restoreCmd) Help() string {
	return `Reads a backup to its end, checks it, and fills an empty database with it, whole or not at all. It needs the key store and the master key that belong to the backup. A database that holds anything is left alone: point --data, or --db, to an empty place and put krag.keys and krag.master there first. --keys-copy reads the keys from the copy that backup made; krag.master must be there all the same.

Whoever was forgotten since the backup was made stays forgotten: the key is gone, and what is left of the rows is cleaned again. Everybody signs in anew.

	krag restore --data new-place krag-2026-11-22.krag
	krag restore --data new-place --keys-copy keys.copy krag-2026-11-22.krag
	krag restore --data new-place --identity identity.txt krag-2026-11-22.krag
	krag verify --data new-place`
}

func (verifyCmd) Help() string {
	return `Reads everything and changes nothing: whether the database is whole, whether every institution's log fits together link by link, whether every sealed word opens with its person's key, whether every key opens, and which keys have no person. It prints a report with ids only, which may be sent to somebody, and exits with 1 when something is wrong.

The report ends with the head of every log, a number and a code. Whoever can write the database could cut the newest records off a log without a trace, or write it all anew with the keys in hand: against that, write the heads down, or take them from the page of a manager or from a printed journal, and hand them in later.

	krag verify
	krag verify --head 1041:9f2c…e1 --head 77:03ab…5d

On PostgreSQL the role must be allowed to read everything (BYPASSRLS).`
}

func (routesCmd) Help() string {
	return `Prints method, pattern and action of every address Krąg answers, and which roles may do the action: anywhere, in their institution, in their own groups, or about themselves. Nothing is opened or changed.`
}

func (userAddCmd) Help() string {
	return `Makes an account and prints a link by which its owner chooses a password; it works once, for three days. Hand it over yourself. Managers can do the same on the page of their people; this is for the first operator and for when no manager can get in. Hosts are let in on the pages, because they belong to a group.

	krag user add --login anna --name "Anna Example" --role coordinator
	krag user add --login olek --name "Olek Example" --operator

Neither name nor login is written to any log.`
}

func (userResetCmd) Help() string {
	return `Prints a link by which the account's owner chooses a new password; an earlier one stops working. The old password works until then, and sessions go on; krag user disable ends both.

	krag user reset --login anna`
}

func (userDisableCmd) Help() string {
	return `The account's owner is signed out everywhere and cannot sign in. A manager can open the account again. The last manager of an institution cannot be shut out.

	krag user disable --login anna`
}

func (institutionAddCmd) Help() string {
	return `Prints a link. Whoever opens it answers a few questions, makes the institution and becomes its manager. It works once, for seven days.

	krag institution add --url https://krag.example.org`
}

func (cardCmd) Help() string {
	return `Prints a programme's card as it would be published now: drafted from the data, with the words that people wrote, and with small numbers of people protected exactly as on the public page. Nothing is published and nothing is changed.

	krag card --programme klucze --lang uk --format pdf --out klucze.pdf
	krag card --programme kcs --template innovation --format json

Every programme that has a card can be printed, whether it was published or not. With --format html the page refers to the styles of a running krag at --url.`
}

func (exportCmd) Help() string {
	return `Writes a programme with everything that belongs to it into one JSON file: its record, groups and their lives, meetings, how many came, outcomes, money, the texts of its cards and its attachments, as far as they fit into 20 MB. Another institution's Krąg reads it with krag import. That it was written is noted in the institution's log.

Without --people nobody can be told from the file: attendance is a head-count. With --people pseudonyms, memberships and who came are in it too, sealed with the passphrase (age); forgotten people are not. Choose a long one and hand it over by another way than the file.

	krag export --programme klucze --out klucze.json
	krag export --programme klucze --people --passphrase-file secret.txt --out klucze.json

Not in the file: accounts, private links, what was published of a card, and the log.`
}

func (importCmd) Help() string {
	return `Reads a file that krag export wrote, or a template taken from a practice card, and makes a programme of it. First the whole file is checked, without touching the database: up to a hundred things to mend are printed with their place. Then it is written in small parts, between which Krąg goes on serving, and shown all at once. Cut off in the middle it leaves nothing that anybody sees; what is left is swept within hours by krag serve.

	krag import klucze.json --institution "Dom Kultury"
	krag import klucze.json --passphrase-file secret.txt

It prints the address of the programme. Addresses that are taken get a number. Readiness is taken over only where the institution has said nothing yet. Without the passphrase the people in the file stay outside.`
}

func (keysRotateCmd) Help() string {
	return `Gives every institution a new key and wraps the keys of its people anew; with --master-key it renews the key above those instead. Sealed words stay as they are, and Krąg may go on serving; with --master-key other copies of the program must see the same file or be stopped. It may be interrupted anywhere: called again it finishes. Do it once a year, and when somebody who had the files has left.

Afterwards copy krag.keys over your copy, and after --master-key also krag.master: the old copies open nothing any more, which is the point.

	krag keys rotate
	krag keys rotate --master-key`
}
