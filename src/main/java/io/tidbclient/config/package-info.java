/**
 * What the user asked for: options, variables, files and defaults, resolved into immutable, validated records.
 */
package io.tidbclient.config;
