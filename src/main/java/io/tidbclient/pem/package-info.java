/**
 * PEM (RFC 7468) and the part of ASN.1's DER (ITU-T X.690) that keys and certificates need, read and written.
 */
package io.tidbclient.pem;
