/** The command tree of tidb-client. May import {@code cli}, and what its commands declare. */
package io.tidbclient;
