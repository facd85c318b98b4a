// Opens BENCH_CONNECTIONS connections at once and sends on each what a check sends; for bench/connections.
package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"database/sql"
	"fmt"
	"os"
	"strconv"
	"sync"
	"time"

	"github.com/go-sql-driver/mysql"
)

var statements = []string{
	"SELECT VERSION(), @@hostname, @@port, CONNECTION_ID(), CURRENT_USER(), NOW(6)",
	"USE test",
	"SHOW GRANTS",
	"SELECT TIDB_VERSION()",
	"SHOW IMPORT JOBS",
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "goclient:", err)
		os.Exit(1)
	}
}

func run() error {
	count, err := strconv.Atoi(os.Getenv("BENCH_CONNECTIONS"))
	if err != nil {
		return fmt.Errorf("BENCH_CONNECTIONS: %w", err)
	}
	config := mysql.NewConfig()
	config.Net = "tcp"
	config.Addr = os.Getenv("BENCH_ADDRESS")
	config.User = os.Getenv("BENCH_USER")
	config.Passwd = os.Getenv("BENCH_PASSWORD")
	config.Timeout = time.Minute
	config.ReadTimeout = time.Minute
	if config.TLS, err = trust(os.Getenv("BENCH_CA")); err != nil {
		return err
	}
	connector, err := mysql.NewConnector(config)
	if err != nil {
		return err
	}
	db := sql.OpenDB(connector)
	defer db.Close()
	// No pool: a connection that is handed back is closed.
	db.SetMaxIdleConns(0)

	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	// As in the check, all are open before the first is closed.
	var open, done sync.WaitGroup
	open.Add(count)
	failures := make(chan error, count)
	for range count {
		done.Go(func() {
			if err := check(ctx, db, &open); err != nil {
				failures <- err
			}
		})
	}
	done.Wait()
	close(failures)
	return <-failures
}

// Encrypted, with certificate and host verified, where a CA is given.
func trust(ca string) (*tls.Config, error) {
	if ca == "" {
		return nil, nil
	}
	pem, err := os.ReadFile(ca)
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("%s: no certificate", ca)
	}
	return &tls.Config{RootCAs: roots, ServerName: "127.0.0.1"}, nil
}

func check(ctx context.Context, db *sql.DB, open *sync.WaitGroup) error {
	connection, err := db.Conn(ctx)
	open.Done()
	if err != nil {
		return err
	}
	defer connection.Close()
	open.Wait()
	for _, statement := range statements {
		if err := send(ctx, connection, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}

func send(ctx context.Context, connection *sql.Conn, statement string) error {
	rows, err := connection.QueryContext(ctx, statement)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}
