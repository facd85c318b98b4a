/** Runs users' own commands when a target goes down or comes back, and when import jobs end or stall. */
package io.tidbclient.serve.hook;
