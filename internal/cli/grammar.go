package cli

// commands is the grammar that kong reads. Every flag has a variable too, see
// fromEnv.
type commands struct {
	Serve       serveCmd       `cmd:"" help:"Serve the pages."`
	Demo        demoCmd        `cmd:"" help:"Show two programmes with made-up people."`
	Migrate     migrateCmd     `cmd:"" help:"Bring the database to the form this program knows."`
	Backup      backupCmd      `cmd:"" help:"Write the database into one file."`
	Restore     restoreCmd     `cmd:"" help:"Make a database from a backup."`
	Verify      verifyCmd      `cmd:"" help:"Check that everything stored is whole and untouched."`
	Routes      routesCmd      `cmd:"" help:"List every page and who may open it."`
	User        userCmd        `cmd:"" help:"Let somebody in, back in, or out."`
	Institution institutionCmd `cmd:"" help:"Prepare a new institution."`
	Card        cardCmd        `cmd:"" help:"Print the card of a programme."`
	Export      exportCmd      `cmd:"" help:"Write a whole programme into a file."`
	Import      importCmd      `cmd:"" help:"Bring a programme in from a file."`
	Keys        keysCmd        `cmd:"" help:"Look after the keys that seal personal words."`
	Version     versionCmd     `cmd:"" help:"Say which Krąg this is."`
	Policy      policyCmd      `cmd:"" hidden:"" help:"Print docs/policy.md, made of the rules in the program."`
}

// place says where the data lie. Commands that touch them embed it.
type place struct {
	Data   string `default:"krag-data" placeholder:"DIR" help:"Data folder; made for its owner alone when it is not there."`
	DB     string `name:"db" placeholder:"URL" help:"Database: sqlite:PATH or postgres://USER@HOST/NAME. Without it DIR/krag.db."`
	Keys   string `placeholder:"URL" help:"Key store, a second database apart from the first: sqlite:PATH or postgres://…. Without it krag.keys beside an SQLite database; PostgreSQL needs it."`
	Master string `placeholder:"PATH" help:"Master key file. Without it krag.master beside an SQLite database, else DIR/krag.master."`
}

// loudness says in which form the log is written.
type loudness struct {
	LogFormat string `enum:"text,json" default:"text" help:"Form of the log on standard error: text or json."`
}

type serveCmd struct {
	place
	listening
	loudness
	Messages string `placeholder:"PATH" help:"File (JSON) of the mail server and the SMS gateway by which people may be told; see docs/operate.md. Without it nothing is sent."`
	Metrics  string `placeholder:"HOST:PORT" help:"Also serve figures for Prometheus at /metrics on this loopback address."`
}

// listening says where pages are served, and how the way there is protected.
type listening struct {
	Addr        string   `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Address to listen on. Port 0 takes a free one."`
	URL         string   `name:"url" placeholder:"URL" help:"How people reach the pages, for links: https://krag.example.org. Without it made from --addr."`
	TLSCert     string   `name:"tls-cert" placeholder:"PATH" help:"Certificate chain (PEM); read again when the file changes."`
	TLSKey      string   `name:"tls-key" placeholder:"PATH" help:"Its private key (PEM)."`
	BehindProxy bool     `help:"A reverse proxy in front ends TLS and sets X-Forwarded-Proto and X-Forwarded-For."`
	Proxy       []string `sep:"," placeholder:"CIDR" help:"Addresses the proxy connects from, besides loopback: 10.0.0.0/24."`
}

type demoCmd struct {
	Addr      string `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Loopback address to listen on. Port 0 takes a free one."`
	Data      string `placeholder:"DIR" help:"Keep the data here, in krag.db; an empty or missing folder. Without it they are gone when the demo ends."`
	JSON      bool   `name:"json" help:"Print one line of JSON once it answers: url, and a sign-in link per role and institution."`
	LogFormat string `enum:"text,json,none" default:"none" help:"Form of the log on standard error: text, json or none."`
}

type migrateCmd struct{ place }

type backupCmd struct {
	place
	File      string   `arg:"" placeholder:"FILE" help:"File to write. A backup that is there is replaced when the new one is whole; anything else stays, and it is an error."`
	Recipient []string `sep:"," placeholder:"AGE1…" help:"Seal the backup for this recipient of age; without one it is open to whoever has it. May be given several times."`
	CopyKeys  string   `placeholder:"PATH" help:"Also copy the key store into this file, over the copy that is there."`
}

type restoreCmd struct {
	place
	File     string `arg:"" placeholder:"FILE" help:"Backup to read."`
	Identity string `placeholder:"FILE" help:"Identity of age, as age-keygen writes it, that opens a sealed backup."`
	KeysCopy string `placeholder:"PATH" help:"Fill the key store, which must be empty, from this copy of it."`
}

type verifyCmd struct {
	place
	Head []string `sep:"," placeholder:"SEQ:HEX" help:"The end of an institution's log as it was written down once. May be given several times."`
}

type routesCmd struct {
	JSON bool `name:"json" help:"Print one JSON array instead of a table."`
}

type userCmd struct {
	Add     userAddCmd     `cmd:"" help:"Let somebody in."`
	Reset   userResetCmd   `cmd:"" help:"Make a link to choose a new password."`
	Disable userDisableCmd `cmd:"" help:"Close an account and end its sessions."`
}

type userAddCmd struct {
	place
	linked
	Institution string   `placeholder:"NAME|ID" help:"Institution to work for. Not needed when there is only one."`
	Role        []string `enum:"manager,coordinator" sep:"," help:"What to be there: manager, coordinator, or both."`
	Operator    bool     `help:"An operator instead, who runs the server and reaches no personal data."`
	Login       string   `required:"" help:"Sign-in name, 3 to 80 characters."`
	Name        string   `required:"" help:"Name to be shown to colleagues."`
}

// linked is for commands that print a link.
type linked struct {
	URL string `name:"url" default:"http://127.0.0.1:8080" placeholder:"URL" help:"How people reach the pages, for the link."`
}

type userResetCmd struct {
	place
	linked
	Login string `required:"" help:"Sign-in name."`
}

type userDisableCmd struct {
	place
	Login string `required:"" help:"Sign-in name."`
}

type institutionCmd struct {
	Add institutionAddCmd `cmd:"" help:"Make a link by which an institution is set up."`
}

type institutionAddCmd struct {
	place
	linked
}

type cardCmd struct {
	place
	linked
	Institution string `placeholder:"NAME|ID" help:"Institution whose programme it is. Not needed when there is only one."`
	Programme   string `required:"" placeholder:"SLUG|ID" help:"Programme whose card it is."`
	Template    string `placeholder:"ID" help:"Kind of card: practice or innovation. Without it the programme's only one, or its practice card."`
	Lang        string `enum:"pl,uk,en" default:"pl" help:"Language: pl, uk or en."`
	Format      string `enum:"html,pdf,docx,json" default:"html" help:"Form: html, pdf, docx or json."`
	Out         string `placeholder:"FILE" help:"File to write, instead of standard output."`
}

type exportCmd struct {
	place
	Institution    string `placeholder:"NAME|ID" help:"Institution whose programme it is. Not needed when there is only one."`
	Programme      string `required:"" placeholder:"SLUG|ID" help:"Programme to write."`
	Out            string `placeholder:"FILE" help:"File to write, instead of standard output."`
	People         bool   `help:"Take the people along, sealed with the passphrase."`
	PassphraseFile string `placeholder:"PATH" help:"File whose first line is the passphrase."`
}

type importCmd struct {
	place
	File           string `arg:"" placeholder:"FILE" help:"File to read."`
	Institution    string `placeholder:"NAME|ID" help:"Institution that the programme comes into. Not needed when there is only one."`
	PassphraseFile string `placeholder:"PATH" help:"File whose first line is the passphrase of the people in it."`
}

type keysCmd struct {
	Rotate keysRotateCmd `cmd:"" help:"Renew the keys of the institutions."`
}

type keysRotateCmd struct {
	place
	MasterKey bool `name:"master-key" help:"Renew the master key instead."`
}

type (
	versionCmd struct{}
	policyCmd  struct{}
)
