/** Health for Kubernetes and load balancers: live, ready, started, in the JSON of MicroProfile Health. */
package io.tidbclient.serve.health;
