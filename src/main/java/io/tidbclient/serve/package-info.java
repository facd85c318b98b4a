/** The server. */
package io.tidbclient.serve;
