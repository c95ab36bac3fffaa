<?php
// In the manner of BIL, KIT and PHB: SimpleXML, XPath with the G2 namespace as "n", a cache buster, +3 hours.
[$base, $user, $password] = array_slice($argv, 1, 3);
$pace = (float)($argv[4] ?? 0.5);
set_error_handler(function ($level, $message) { throw new ErrorException($message); });

function call($method, $path, $form = null) {
    global $base, $user, $password, $pace;
    usleep((int)($pace * 1000000));
    $header = "Authorization: Basic " . base64_encode("$user:$password") . "\r\n";
    if ($form !== null) $header .= "Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n";
    $http = ['method' => $method, 'header' => $header, 'ignore_errors' => true, 'follow_location' => 0];
    if ($form !== null) $http['content'] = $form;
    return file_get_contents($base . $path, false, stream_context_create(['http' => $http]));
}

$search = json_decode(call('POST', '/abone/search', http_build_query(['filter_type' => '1', 'filter_category' => '', 'limit' => 30])));
if ($search->response->code == 401) exit('AuthenticationException');
if (!$search->response->success) exit('not a success');
$news = [];
foreach ($search->data->result as $item) {
    $group = $item->group_id ?? null;
    $xml = simplexml_load_string(call('GET', "/abone/document/$item->id/newsml29?v=2" . rand(1000, 9999)));
    $xml->registerXPathNamespace('n', 'http://iptc.org/std/nar/2006-10-01/');
    $newsItem = $xml->itemSet->newsItem;
    $body = $newsItem->contentSet->inlineXML->nitf->body;
    $text = (string)$body->{'body.content'};
    $pictures = $xml->xpath('//n:itemMeta/n:link[@rel="irel:seeAlso"]');
    $news[] = [
        'id' => (string)$newsItem['guid'],
        'group' => $group,
        'title' => (string)$xml->xpath('//n:contentMeta/n:headline')[0],
        'category' => (string)$xml->xpath('//n:subject/n:name[@xml:lang="tr"]')[0],
        'city' => (string)$xml->xpath('//n:located[@type="cptype:city"]/n:name[@xml:lang="tr"]')[0],
        'summary' => (string)$body->{'body.head'}->abstract,
        'created' => date('Y-m-d H:i:s', strtotime((string)$newsItem->itemMeta->versionCreated) + 3 * 3600),
        'keywords' => array_map('strval', $xml->xpath('//n:keyword')),
        'links' => array_map(fn ($link) => (string)$link['residref'] . ' ' . (string)$link->itemClass['qcode'], $pictures),
        'before' => strip_tags(explode('(NF)', $text)[0]),
        'after' => strip_tags(explode('(NF)', $text, 2)[1]),
    ];
}
echo json_encode($news);
