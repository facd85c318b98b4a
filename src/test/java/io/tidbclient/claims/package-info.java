/**
 * What the reports claim, by the marks of their schemas; the table of falsifications, which has a row for each claim; and the
 * tests that run each row on a sound server, where the claim stands, and on one where its fact does not hold, where it is gone.
 */
package io.tidbclient.claims;
