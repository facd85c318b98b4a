/**
 * Results as JUnit XML, which every pipeline collects.
 */
package io.tidbclient.output.junit;
