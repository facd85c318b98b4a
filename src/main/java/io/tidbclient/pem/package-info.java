/**
 * PEM (RFC 7468) and the part of ASN.1's DER (ITU-T X.690) that keys and certificates need, read and written.
 *
 * <p>Imports nothing else of this project; every other package may import it.
 */
package io.tidbclient.pem;
