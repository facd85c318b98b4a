package io.tidbclient.testing;

import io.restassured.builder.RequestSpecBuilder;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.awaitility.Awaitility;

import java.time.Duration;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

/** The HTTP interface of TiDB's status port: https://docs.pingcap.com/tidb/stable/tidb-monitoring-api. */
public final class TidbStatus {
    private static final int TIMEOUT_MILLIS = 2_000;

    private final RequestSpecification request;

    TidbStatus(int port) {
        HttpClientConfig timeouts = HttpClientConfig.httpClientConfig()
                .setParam("http.connection.timeout", TIMEOUT_MILLIS)
                .setParam("http.socket.timeout", TIMEOUT_MILLIS);
        request = new RequestSpecBuilder()
                .setBaseUri("http://127.0.0.1")
                .setPort(port)
                .setConfig(RestAssuredConfig.config().httpClient(timeouts))
                .build();
    }

    /** What {@code /status} answers, with status code 200. */
    public ValidatableResponse get() {
        return given().spec(request).when().get("/status").then().statusCode(200);
    }

    /** Fails unless the server has no client's connection any more within {@code limit}. */
    public void awaitNoConnection(Duration limit) {
        Awaitility.await().atMost(limit).untilAsserted(() -> get().body("connections", equalTo(0)));
    }

    /** Whether it answers at all. */
    boolean answers() {
        try {
            get();
            return true;
        } catch (Exception | AssertionError notYet) {
            return false;
        }
    }
}
