/** Masks secrets in texts: locations of files, connection strings, key/value pairs, statements about users. */
package io.tidbclient.redact;
