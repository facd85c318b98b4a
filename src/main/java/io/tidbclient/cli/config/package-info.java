/** The commands about the configuration itself. */
package io.tidbclient.cli.config;
