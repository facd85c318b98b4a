// Runs list-append transactions as verify-isolation does, without recording or checking them; for bench/verify-rate.
// Prints how many were committed a second.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-sql-driver/mysql"
)

const (
	keys           = 10
	mostOperations = 4
	appendsPerKey  = 64
	rows           = 100_000
	chunk          = 1_000
)

// The lists in use, for all sessions together.
type lists struct {
	lock    sync.Mutex
	random  *rand.Rand
	keys    [keys]int
	appends [keys]int
	next    int
}

type operation struct{ key, value int }

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "lists:", err)
		os.Exit(1)
	}
}

func run() error {
	sessions, err := strconv.Atoi(os.Getenv("BENCH_SESSIONS"))
	if err != nil {
		return fmt.Errorf("BENCH_SESSIONS: %w", err)
	}
	seconds, err := strconv.Atoi(os.Getenv("BENCH_SECONDS"))
	if err != nil {
		return fmt.Errorf("BENCH_SECONDS: %w", err)
	}
	config := mysql.NewConfig()
	config.Net = "tcp"
	config.Addr = os.Getenv("BENCH_ADDRESS")
	config.User = "root"
	config.Timeout = time.Minute
	config.ReadTimeout = time.Minute
	// One round trip a statement, as the tool's driver has it.
	config.InterpolateParams = true
	connector, err := mysql.NewConnector(config)
	if err != nil {
		return err
	}
	db := sql.OpenDB(connector)
	defer db.Close()
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(seconds+120)*time.Second)
	defer cancel()
	if err := prepare(ctx, db); err != nil {
		return err
	}
	defer db.ExecContext(context.Background(), "DROP DATABASE bench_lists")

	shared := &lists{random: rand.New(rand.NewSource(1)), next: keys}
	for slot := range shared.keys {
		shared.keys[slot] = slot
	}
	var committed atomic.Int64
	var failure atomic.Value
	var done sync.WaitGroup
	begin := time.Now()
	end := begin.Add(time.Duration(seconds) * time.Second)
	for range sessions {
		done.Add(1)
		go func() {
			defer done.Done()
			if err := session(ctx, db, shared, end, &committed); err != nil {
				failure.Store(err)
			}
		}()
	}
	done.Wait()
	if err, ok := failure.Load().(error); ok {
		return err
	}
	fmt.Printf("%.1f\n", float64(committed.Load())/time.Since(begin).Seconds())
	return nil
}

func prepare(ctx context.Context, db *sql.DB) error {
	statements := []string{
		"DROP DATABASE IF EXISTS bench_lists",
		"CREATE DATABASE bench_lists",
		"CREATE TABLE bench_lists.lists (k BIGINT NOT NULL PRIMARY KEY, v TEXT NOT NULL) DEFAULT CHARSET = utf8mb4",
	}
	for from := 0; from < rows; from += chunk {
		var values strings.Builder
		for key := from; key < from+chunk; key++ {
			if key > from {
				values.WriteByte(',')
			}
			fmt.Fprintf(&values, "(%d,'')", key)
		}
		statements = append(statements, "INSERT INTO bench_lists.lists (k, v) VALUES "+values.String())
	}
	for _, statement := range statements {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

func session(ctx context.Context, db *sql.DB, shared *lists, end time.Time, committed *atomic.Int64) error {
	connection, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer connection.Close()
	for _, statement := range []string{
		"USE bench_lists",
		"SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
		"SET SESSION tidb_txn_mode = 'pessimistic'",
	} {
		if _, err := connection.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	for time.Now().Before(end) {
		err := transaction(ctx, connection, shared.plan())
		var refused *mysql.MySQLError
		switch {
		case err == nil:
			committed.Add(1)
		case errors.As(err, &refused):
			if _, err := connection.ExecContext(ctx, "ROLLBACK"); err != nil {
				return err
			}
		default:
			return err
		}
	}
	return nil
}

func transaction(ctx context.Context, connection *sql.Conn, operations []operation) error {
	if _, err := connection.ExecContext(ctx, "BEGIN"); err != nil {
		return err
	}
	for _, operation := range operations {
		var err error
		if operation.value == 0 {
			var list string
			err = connection.QueryRowContext(ctx, "SELECT v FROM lists WHERE k = ?", operation.key).Scan(&list)
		} else {
			_, err = connection.ExecContext(ctx, "UPDATE lists SET v = CONCAT(v, ',', ?) WHERE k = ?", operation.value, operation.key)
		}
		if err != nil {
			return err
		}
	}
	_, err := connection.ExecContext(ctx, "COMMIT")
	return err
}

// The next transaction; a value of 0 is a read.
func (lists *lists) plan() []operation {
	lists.lock.Lock()
	defer lists.lock.Unlock()
	operations := make([]operation, 1+lists.random.Intn(mostOperations))
	for i := range operations {
		slot := lists.random.Intn(keys)
		if lists.random.Float64() < 0.5 {
			operations[i] = operation{key: lists.keys[slot]}
			continue
		}
		lists.appends[slot]++
		operations[i] = operation{lists.keys[slot], lists.appends[slot]}
		if lists.appends[slot] == appendsPerKey {
			lists.keys[slot] = lists.next
			lists.next++
			lists.appends[slot] = 0
		}
	}
	return operations
}
