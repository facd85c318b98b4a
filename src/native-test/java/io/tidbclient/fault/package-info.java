/** The fault matrix: what each command does at each fault, as one table and the tests that run it on the built tool. */
package io.tidbclient.fault;
