/**
 * The scenarios that are built in, kept as resources in the script language.
 */
package io.tidbclient.scenario.suite;
