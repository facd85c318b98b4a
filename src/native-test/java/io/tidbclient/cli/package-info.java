/**
 * The commands as a user meets them: arguments in; exit code, standard output and standard error out. Each test runs
 * what the last build made, jar or native binary, as a process of its own, against a sandbox inside the test.
 */
package io.tidbclient.cli;
