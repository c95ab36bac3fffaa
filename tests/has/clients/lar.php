<?php
// In the manner of LAR and BIL: a text's picture from its links; a token with redirects off; the link used as it is.
[$base, $user, $password] = array_slice($argv, 1, 3);
set_error_handler(function ($level, $message) { throw new ErrorException($message); });

function call($method, $url, $form = null, $login = true) {
    global $user, $password;
    $header = $login ? "Authorization: Basic " . base64_encode("$user:$password") . "\r\n" : "";
    if ($form !== null) $header .= "Content-Type: application/x-www-form-urlencoded\r\n";
    $http = ['method' => $method, 'header' => $header, 'ignore_errors' => true, 'follow_location' => 0];
    if ($form !== null) $http['content'] = $form;
    $body = file_get_contents($url, false, stream_context_create(['http' => $http]));
    return [$http_response_header, $body];
}

$search = json_decode(call('POST', "$base/abone/search", http_build_query(['filter_type' => '1']))[1]);
$found = [];
foreach ($search->data->result as $item) {
    $xml = simplexml_load_string(call('GET', "$base/abone/document/$item->id/newsml29")[1]);
    $xml->registerXPathNamespace('n', 'http://iptc.org/std/nar/2006-10-01/');
    foreach ($xml->xpath('//n:itemMeta/n:link[@rel="irel:seeAlso"]') as $link) {
        if ((string)$link->itemClass['qcode'] !== 'ninat:picture') continue;
        $headers = call('GET', "$base/abone/token/{$link['residref']}/print")[0];
        $location = null;
        foreach ($headers as $line) if (stripos($line, 'Location: ') === 0) $location = substr($line, 10);
        [$headers, $body] = call('GET', $location, null, false);
        foreach ($headers as $line) if (stripos($line, 'Content-Disposition: ') === 0) $name = explode('=', $line, 2)[1];
        $found[] = ['text' => $item->id, 'picture' => (string)$link['residref'], 'title' => (string)$link->title,
                    'name' => $name, 'bytes' => strlen($body)];
    }
}
echo json_encode($found);
