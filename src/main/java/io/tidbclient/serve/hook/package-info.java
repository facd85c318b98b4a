/** Runs users' own commands when a target goes down or comes back. */
package io.tidbclient.serve.hook;
