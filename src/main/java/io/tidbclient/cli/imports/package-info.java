/** The commands about import jobs. */
package io.tidbclient.cli.imports;
