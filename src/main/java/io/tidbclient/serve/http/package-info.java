/**
 * HTTP: who may ask, what is refused, and how answers and event streams are sent. The only package that knows Vert.x Web;
 * what is answered is up to the {@link io.tidbclient.serve.http.Endpoint}s that it is given.
 */
package io.tidbclient.serve.http;
