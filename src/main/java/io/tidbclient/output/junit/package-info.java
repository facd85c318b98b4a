/**
 * Results as JUnit XML, which every pipeline collects.
 *
 * <p>May import what {@code output} may.
 */
package io.tidbclient.output.junit;
