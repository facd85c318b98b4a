/**
 * The command line: the commands, a package per noun, and what they share. The only package that knows picocli; nothing
 * imports it.
 */
package io.tidbclient.cli;
