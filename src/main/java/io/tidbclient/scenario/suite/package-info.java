/**
 * The scenarios that are built in, kept as resources in the script language.
 *
 * <p>May import {@code scenario}, {@code scenario.script} and {@code config}.
 */
package io.tidbclient.scenario.suite;
